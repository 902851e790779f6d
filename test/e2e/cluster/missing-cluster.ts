import { execa } from 'execa';

/** What these tests need and is not here, in words for the report of a skipped test; empty when all is here. */
export async function missingCluster(): Promise<string> {
  const works = async (program: string, ...args: string[]) =>
    !(await execa(program, args, { reject: false, timeout: 5_000 })).failed;
  if (!(await works('docker', 'version'))) return 'skipped: no Docker Engine answers';
  if (!(await works('kubectl', 'get', '--raw=/readyz'))) return 'skipped: no cluster answers';
  return '';
}
