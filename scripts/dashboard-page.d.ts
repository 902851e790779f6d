export function dashboardPage(): Promise<Map<string, string>>;
