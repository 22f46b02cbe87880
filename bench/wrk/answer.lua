-- Answers one invitation after the other, each time differently, from ever new addresses (the
-- form limits how often one address may answer).
local tokens = {}
for line in io.lines(os.getenv("BENCH_TOKENS")) do
  tokens[#tokens + 1] = line
end
local secret = "benchbenchbenchbenchbenchbench00"
local replies = { "online", "declined" }
local count = 0

function request()
  count = count + 1
  local token = tokens[count % #tokens + 1]
  local reply = replies[math.floor(count / #tokens) % 2 + 1]
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = "csrftoken=" .. secret,
    ["X-Forwarded-For"] = string.format(
      "10.%d.%d.%d", math.random(255), math.random(255), math.random(255)
    ),
  }
  local body = "csrfmiddlewaretoken=" .. secret .. "&reply=" .. reply
  return wrk.format("POST", "/antwort/" .. token .. "/", headers, body)
end

function done(summary, latency, requests)
  io.write(string.format("p95_ms %.3f\n", latency:percentile(95) / 1000))
end
