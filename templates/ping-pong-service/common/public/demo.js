// Shows the pongs of /ws/pong. Rows are bounded, and a lost connection is
// opened again after a growing, jittered delay.
const ROWS = 100;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;

const byId = (id) => document.getElementById(id);

let socket;
let retry;
let attempts = 0;
let received = 0;
let missed = 0;

function address() {
  // A page that came over https may only open wss.
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const url = new URL("/ws/pong", location.href);
  url.protocol = scheme;
  const filter = byId("filter").value.trim();
  if (filter) url.searchParams.set("filter", filter);
  return url;
}

function connect() {
  disconnect();
  say("Connecting …");
  const opened = new WebSocket(address());
  socket = opened;
  opened.onopen = () => {
    attempts = 0;
    say("Connected");
  };
  opened.onmessage = ({ data }) => show(JSON.parse(data));
  opened.onclose = ({ reason }) => {
    if (socket === opened) reconnect(reason);
  };
}

function disconnect() {
  clearTimeout(retry);
  const closing = socket;
  socket = undefined;
  closing?.close();
  say("Not connected");
}

function reconnect(reason) {
  const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempts);
  attempts += 1;
  retry = setTimeout(connect, ceiling / 2 + (Math.random() * ceiling) / 2);
  say(`Connection lost${reason ? `: ${reason}` : ""}. Trying again …`);
}

function show(frame) {
  if (frame.type === "pong") showPong(frame.data);
  if (frame.type === "gap") {
    missed += frame.dropped;
    byId("missed").textContent = String(missed);
  }
  if (frame.type === "error") say(frame.message);
}

function showPong(pong) {
  received += 1;
  byId("received").textContent = String(received);
  byId("latency").textContent = `${pong.processingTimeMs} ms`;
  const row = byId("pongs").insertRow(0);
  const time = new Date(pong.pongTimestamp).toISOString().slice(11, 23);
  const cells = [time, pong.response, `${pong.processingTimeMs} ms`];
  // textContent: what a ping contains is never markup.
  cells.forEach((text) => (row.insertCell().textContent = text));
  while (byId("pongs").rows.length > ROWS) byId("pongs").deleteRow(ROWS);
}

function say(text) {
  byId("status").textContent = text;
}

byId("controls").addEventListener("submit", (event) => {
  event.preventDefault();
  connect();
});
byId("disconnect").addEventListener("click", disconnect);
connect();
