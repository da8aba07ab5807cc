-- Lets a test work in this Neovim: orders come over a socket as JSON, a line each, and each is answered by one.
local uv = vim.uv or vim.loop
local server = uv.new_pipe(false)

local function obey(order)
  if order.keys then
    return vim.api.nvim_input(order.keys)
  elseif order.command then
    return vim.cmd(order.command)
  end
  return assert(loadstring('return ' .. order.lua))()
end

server:bind(os.getenv('ORDERS'))
server:listen(1, function()
  local client, read = uv.new_pipe(false), ''
  server:accept(client)
  client:read_start(function(_, text)
    read = read .. (text or '')
    local line, rest = read:match('^([^\n]*)\n(.*)$')
    if line then
      read = rest
      vim.schedule(function()
        local fine, said = pcall(obey, vim.json.decode(line))
        client:write(vim.fn.json_encode({ fine = fine, said = said }) .. '\n')
      end)
    end
  end)
end)
