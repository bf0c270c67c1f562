import { expect, it } from "vitest";
import { MAX_UNREAD_BYTES, Viewer } from "./Viewer.js";

function setUp() {
  const sent: string[] = [];
  const socket = {
    bufferedAmount: 0,
    send: (text: string) => {
      sent.push(text);
    },
  };
  let drops = 0;
  const viewer = new Viewer(socket, "", () => {
    drops += 1;
  });
  return { sent, socket, viewer, drops: () => drops };
}

it("sends while the viewer keeps up", () => {
  const { sent, socket, viewer } = setUp();
  socket.bufferedAmount = MAX_UNREAD_BYTES;
  viewer.sendText("a");
  expect(sent).toEqual(["a"]);
});

it("drops for a slow viewer and tells it how many before it goes on", () => {
  const { sent, socket, viewer, drops } = setUp();
  socket.bufferedAmount = MAX_UNREAD_BYTES + 1;
  viewer.sendText("a");
  viewer.sendText("b");
  expect(sent).toEqual([]);
  expect(drops()).toBe(2);
  socket.bufferedAmount = 0;
  viewer.sendText("c");
  viewer.sendText("d");
  expect(sent).toEqual(['{"type":"gap","dropped":2}', "c", "d"]);
});
