import type { Duplex, Transform } from 'node:stream';
import type { MqttClient } from 'mqtt';
import { LinkFailure } from '../shared/keepConnected';

/** What the MQTT client makes its socket with; internal to it. */
interface StreamBuilding {
  streamBuilder?: (client: MqttClient) => Duplex;
}

/**
 * Puts a filter between each socket a client opens and its parser. The client
 * takes no parser and no bound for protocol 3.1.1, and pipes its socket into the
 * parser the moment it is made; so the socket is handed over with a `pipe` that
 * goes through the filter. To be called before the client connects (option
 * `manualConnect`). Throws LinkFailure when another version of the client is built otherwise.
 */
export function filterIncoming(
  client: MqttClient,
  createFilter: () => Transform,
): void {
  const building = client as unknown as StreamBuilding;
  const build = building.streamBuilder;
  if (!build) {
    throw new LinkFailure('the installed mqtt package is not one of 5.16');
  }
  building.streamBuilder = self => pipeThrough(build(self), createFilter());
}

function pipeThrough(socket: Duplex, filter: Transform): Duplex {
  const pipe = socket.pipe.bind(socket);
  socket.pipe = (destination, options) => {
    pipe(filter);
    return filter.pipe(destination, options);
  };
  socket.once('close', () => filter.destroy());
  return socket;
}
