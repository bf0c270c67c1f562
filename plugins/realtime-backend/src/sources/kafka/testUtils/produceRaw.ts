import { BrokerLink, type LinkContext } from '../connection/BrokerLink';
import { parseAddress } from '../connection/ClusterConnection';
import { WireReader } from '../requests/WireReader';
import { WireWriter } from '../requests/WireWriter';

/**
 * Writes one ready-made batch to partition 0 through the only broker: producers
 * take minutes for batches of this size. Answers the error code of the broker.
 */
export async function produceRaw(
  bootstrap: string,
  context: LinkContext,
  topic: string,
  batch: Buffer,
): Promise<number> {
  const [address] = bootstrap.split(',').map(parseAddress);
  const link = await BrokerLink.open(address, context);
  const body = new WireWriter().int16(-1).int16(-1).int32(10_000);
  body.array([topic], name =>
    body
      .string(name)
      .array([0], id => body.int32(id).int32(batch.length).raw(batch)),
  );
  try {
    return await link.send({
      api: { key: 0, name: 'Produce', versions: [7] },
      version: 7,
      isFlexible: false,
      body: body.finish(),
      decode: readErrorCode,
    });
  } finally {
    link.close();
  }
}

function readErrorCode(payload: Uint8Array): number {
  const reader = new WireReader(payload);
  const [[errorCode]] = reader.array(() => {
    reader.string();
    reader.int32();
    reader.int32();
    return [reader.int16()];
  });
  return errorCode;
}
