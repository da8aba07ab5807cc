// DuckDB on the export as it is: read_json, unnest, and a window over the heartbeats for the days.
//   node peer_duckdb.mjs EXPORT NEW_DATABASE       where @duckdb/node-api is installed
import { statSync } from 'node:fs'
import { DuckDBInstance, version } from '@duckdb/node-api'

const [, , file, target] = process.argv
const quoted = `'${file.replaceAll("'", "''")}'`
const heartbeat = `STRUCT(time DOUBLE, entity VARCHAR, type VARCHAR, project VARCHAR, language VARCHAR, branch VARCHAR,
  category VARCHAR, is_write BOOLEAN, lineno INTEGER, lines INTEGER, cursorpos INTEGER, machine_name_id VARCHAR,
  user_agent_id VARCHAR)`

const database = await DuckDBInstance.create(target)
const connection = await database.connect()
await connection.run(`
  create table heartbeat as
  select distinct on (time, entity, type, project, language, branch, category, is_write) *
  from (select unnest(beat)
        from (select unnest(day.heartbeats) as beat
              from (select unnest(days) as day
                    from read_json(${quoted}, maximum_object_size = ${statSync(file).size + 1},
                                   columns = {days: 'STRUCT(date VARCHAR, heartbeats ${heartbeat}[])[]'}))))`)
await connection.run(`
  create table day as
  select cast(make_timestamp(cast(round(time * 1e6) as bigint)) as date) as date, project, sum(gap) as seconds
  from (select time, project, lead(time) over (order by time) - time as gap from heartbeat)
  where gap <= 900 group by all`)
const [[rows, seconds]] = await (await connection.run(
  'select (select count(*) from heartbeat), (select sum(seconds) from day)')).getRows()
console.log(`duckdb: ${version()}\nrows: ${rows}\nseconds: ${seconds}`)
