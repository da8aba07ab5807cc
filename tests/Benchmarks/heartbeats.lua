-- For wrk: posts 25 heartbeats a request, each unlike all others, until so many requests are made or wrk's time is over.
--   wrk -t2 -c16 -d5s -s heartbeats.lua URL -- REQUESTS FIRST [KEYS PER_KEY]
-- REQUESTS are a thread's, of which there are two; FIRST is the time of the first heartbeat, in seconds. KEYS is a file with a
-- key a line: each thread has its own of them, and no key is used for more than PER_KEY requests.
local ffi = require("ffi")
ffi.cdef [[ typedef struct { long seconds, nanoseconds; } instant; int clock_gettime(int clock, instant *now); ]]

local HEARTBEATS, THREADS, MONOTONIC = 25, 2, 1
local threads = {}

-- wrk's own duration goes on to its end when all requests are made before.
local function now()
  local at = ffi.new("instant")
  ffi.C.clock_gettime(MONOTONIC, at)
  return tonumber(at.seconds) + tonumber(at.nanoseconds) / 1e9
end

function setup(thread)
  thread:set("number", #threads)
  threads[#threads + 1] = thread
end

function init(arguments)
  most, first, per_key, keys, sent = tonumber(arguments[1]), tonumber(arguments[2]), tonumber(arguments[4] or 1), {}, 0
  if arguments[3] then
    for line in io.lines(arguments[3]) do keys[#keys + 1] = line end
  end
end

local function heartbeat(at)
  return string.format(
    '{"entity":"/home/ada/work/daybook/pipeline/Receiver/Gate%d.cs","type":"file","category":"coding","time":%.3f,"project":"daybook",'
    .. '"branch":"main","language":"C#","lineno":%d,"cursorpos":%d,"lines":120,"is_write":false,"user_agent":"wakatime/v1.102.1 (linux-6.1.0) go1.22.4 vim/9.1 vim-wakatime/11.1.1"}',
    at % 97, at, at % 120 + 1, at % 40)
end

function request()
  local beats = {}
  for i = 1, HEARTBEATS do
    -- A millisecond from one to the next, and threads take turns.
    beats[i] = heartbeat(first + ((sent * HEARTBEATS + i) * THREADS + number) / 1000)
  end
  local headers = { ["Content-Type"] = "application/json" }
  -- What other connections ask for when all is asked for is never answered.
  if #keys > 0 then headers["Authorization"] = "Bearer " .. keys[math.min(math.floor(sent / per_key) * THREADS + number + 1, #keys)] end
  sent, ended = sent + 1, now()
  began = began or ended
  if sent >= most then wrk.thread:stop() end
  return wrk.format("POST", wrk.path, headers, "[" .. table.concat(beats, ",") .. "]")
end

function done(summary, latency)
  local errors, began, ended = summary.errors, math.huge, 0
  for _, thread in ipairs(threads) do
    began, ended = math.min(began, thread:get("began")), math.max(ended, thread:get("ended"))
  end
  io.write(string.format("requests: %d\n", summary.requests))
  io.write(string.format("refused: %d\n", errors.status + errors.connect + errors.read + errors.write + errors.timeout))
  io.write(string.format("requests-per-second: %.1f\n", summary.requests / (ended - began)))
  io.write(string.format("p99-ms: %.3f\n", latency:percentile(99) / 1000))
end
