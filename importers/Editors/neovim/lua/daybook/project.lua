-- Which project and branch a file is of: what .wakatime-project says, else git, else the folder.
local files = require('daybook.files')
local uv = vim.uv or vim.loop

local M = {}

local function name_of(folder)
  local name = folder:match('([^/]+)/*$')
  return name ~= nil and name ~= '' and not name:match('^%a:$') and name or nil
end

local function parent(folder)
  return (folder:match('^(.+)/[^/]*$')) or (folder:sub(1, 1) == '/' and folder ~= '/' and '/') or nil
end

--- The nearest folder upwards that has the entry.
local function above(folder, entry)
  while folder do
    if uv.fs_stat(files.join(folder, entry)) then
      return folder
    end
    folder = parent(folder)
  end
end

local function trimmed(text)
  text = vim.trim(text or '')
  return text ~= '' and text or nil
end

local function said(folder)
  local root = above(folder, '.wakatime-project')
  if not root then
    return nil
  end
  local lines = vim.split(files.read(files.join(root, '.wakatime-project')) or '', '\r?\n')
  local own = name_of(root)
  local project = (trimmed(lines[1]) or '{project}'):gsub('{project}', function()
    return own or ''
  end)
  return trimmed(project), trimmed(lines[2])
end

local function from(base, path)
  return (path:sub(1, 1) == '/' or path:match('^%a:')) and path or files.join(base, path)
end

--- A work tree of a repository is the repository's project, wherever it lies; a submodule is its own.
local function main_of(git)
  local common = trimmed(files.read(files.join(git, 'commondir')))
  common = common and uv.fs_realpath(from(git, common))
  if not common then
    return nil
  end
  common = common:gsub('\\', '/')
  return name_of(common) == '.git' and name_of(parent(common)) or (name_of(common):gsub('%.git$', ''))
end

local function git(folder)
  local root = above(folder, '.git')
  if not root then
    return nil
  end
  local directory, project = files.join(root, '.git'), name_of(root)
  local pointer = files.read(directory)
  if pointer then
    local target = trimmed(pointer:match('^gitdir:([^\n]*)'))
    if not target then
      return project
    end
    directory = from(root, target)
    project = main_of(directory) or project
  end
  return project, (files.read(files.join(directory, 'HEAD')) or ''):match('^ref:%s*refs/heads/([^\r\n]+)')
end

--- Project and branch of a file; each may be nil.
function M.of(path)
  local folder = parent(path)
  if not folder then
    return nil
  end
  local project, branch = said(folder)
  local repository, head = git(folder)
  return project or repository or name_of(folder), branch or head
end

return M
