// DuckDB on Clockify's detailed report as it is: read_csv into a table, times made instants.
//   node peer_duckdb_csv.mjs CSV NEW_DATABASE       where @duckdb/node-api is installed
import { DuckDBInstance, version } from '@duckdb/node-api'

const [, , file, target] = process.argv
const quoted = `'${file.replaceAll("'", "''")}'`
const instant = side => `strptime("${side} Date" || ' ' || "${side} Time", '%m/%d/%Y %I:%M:%S %p')`

const database = await DuckDBInstance.create(target)
const connection = await database.connect()
await connection.run(`create table entry (started timestamp, ended timestamp, project varchar, client varchar, description varchar,
  task varchar, email varchar, tags varchar, billable varchar, rate decimal(12, 4), length varchar)`)
await connection.run(`insert into entry
  select ${instant('Start')}, ${instant('End')}, "Project", "Client", "Description", "Task", "Email", "Tags", "Billable",
    cast("Billable Rate (USD)" as decimal(12, 4)), "Duration (h)"
  from read_csv(${quoted}, header = true, all_varchar = true)`)
const [[rows]] = await (await connection.run('select count(*) from entry')).getRows()
console.log(`duckdb: ${version()}\nrows: ${rows}`)
