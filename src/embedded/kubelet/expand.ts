/** `$(NAME)` in commands, arguments and values; `$$(NAME)` stays `$(NAME)`, unknown names are left alone. */
export function expand(text: string, env: Record<string, string>): string {
  return text.replaceAll(/\$\$|\$\(([^)]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (env[name] ?? whole),
  );
}
