// The real yaml-language-server over a folder: node check.mjs <server.js> <workspace>
// Prints one JSON line per file: {file, problems: [{line, message}], completions: [...]} (completions: at the first "person: ").
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const [server, workspace] = process.argv.slice(2);
const child = spawn("node", [server, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
const settings = JSON.parse(readFileSync(join(workspace, ".vscode/settings.json"), "utf8"));
const schemas = Object.fromEntries(Object.entries(settings["yaml.schemas"]).map(([k, v]) => [pathToFileURL(join(workspace, k)).href, v]));
let buffer = Buffer.alloc(0), next = 1;
const waiting = new Map(), problems = new Map();

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
const ask = (method, params) => new Promise((done) => { waiting.set(next, done); send({ id: next++, method, params }); });
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function take(message) {
  if (message.method === "workspace/configuration") {
    const parts = { yaml: { schemas, validate: true, completion: true, schemaStore: { enable: false } } };
    send({ id: message.id, result: message.params.items.map((i) => parts[i.section] ?? {}) });
  } else if (message.method === "textDocument/publishDiagnostics") {
    problems.set(message.params.uri, message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (waiting.has(message.id)) {
    waiting.get(message.id)(message.result);
    waiting.delete(message.id);
  }
}

child.stdout.on("data", (data) => {
  buffer = Buffer.concat([buffer, data]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
    if (buffer.length < end + 4 + length) return;
    const body = buffer.subarray(end + 4, end + 4 + length).toString();
    buffer = buffer.subarray(end + 4 + length);
    take(JSON.parse(body));
  }
});

const walk = (folder) => readdirSync(folder).sort().flatMap((n) => (statSync(join(folder, n)).isDirectory() ? walk(join(folder, n)) : n.endsWith(".yml") ? [join(folder, n)] : []));
const root = pathToFileURL(workspace).href;
await ask("initialize", { processId: process.pid, rootUri: root, workspaceFolders: [{ uri: root, name: "w" }], capabilities: { workspace: { configuration: true } } });
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: { schemas, schemaStore: { enable: false } } } } });
await pause(1500);
for (const file of walk(join(workspace, "sop"))) {
  const uri = pathToFileURL(file).href, text = readFileSync(file, "utf8");
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  for (let tries = 0; !problems.has(uri) && tries < 100; tries++) await pause(100);
  const lines = text.split("\n"), line = lines.findIndex((l) => /(^|[ {])person: /.test(l));
  let completions = [];
  if (line >= 0) {
    const character = lines[line].indexOf("person: ") + 8;
    const found = await ask("textDocument/completion", { textDocument: { uri }, position: { line, character } });
    completions = (found?.items ?? found ?? []).map((i) => i.label);
  }
  const told = (problems.get(uri) ?? [{ range: { start: { line: -1 } }, message: "no answer" }]).map((d) => ({ line: d.range.start.line + 1, message: d.message }));
  console.log(JSON.stringify({ file: relative(join(workspace, "sop"), file), problems: told, completions }));
}
child.kill();
process.exit(0);
