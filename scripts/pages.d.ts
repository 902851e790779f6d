export function dashboardPage(): Promise<Map<string, string>>;
export function notesPage(): Promise<Map<string, string>>;
