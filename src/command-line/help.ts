import { describeSettings } from '../platform/config.ts';

/** Prints every command and every setting with its default. */
export async function help(): Promise<number> {
  console.log(`Samspil: sales and marketing as one revenue team.

Commands
  serve                       web, API and worker until stopped
  worker                      jobs alone, beside a server on your own PostgreSQL
  migrate                     bring the database up to this program
  example                     load the example company into a workspace of its own
  import KIND FILE            import a file: people, companies, touchpoints, deals, spend or invoices
  export KIND                 all rows of a list as a file: people, leads, deals … (--format csv, xlsx or json)
  user create …               --email E --name N --role R --workspace W; password from stdin or SAMSPIL_PASSWORD
  database --admin-url URL    make the roles and the database on your own PostgreSQL
  backup FILE, restore FILE   everything in one file, and back into an empty database
  doctor                      what is wrong with this installation and what to do
  clock                       business-hours clock: JSON lines in, JSON lines out
  attribute FILE.csv          attribution models over conversion paths
  help                        this page

Settings (environment variables)
${describeSettings()}`);
  return 0;
}
