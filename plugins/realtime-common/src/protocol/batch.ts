/**
 * Layout of a binary batch frame. Little-endian. One batch is encoded once and
 * its bytes go to every viewer of the channel, so nothing in it is per viewer.
 *
 * ```
 * head, 48 bytes
 *   0 u8  version (1)          1 u8  flags (0)        2 u16 head bytes (48)
 *   4 u32 channel              8 u32 sequence        12 u32 records
 *  16 f64 encoded at, ms      24 u32 seen            28 u32 filtered
 *  32 u32 sampled             36 u32 partitions      40 u32 body start   44 u32 reserved
 * partitions, 16 bytes each: i32 partition, u32 reserved, u64 next offset
 * index, 48 bytes a record
 *   0 i32 partition            4 u8 key encoding      5 u8 value encoding
 *   6 u8  time stamp type      7 u8 masked fields (255 = 255 or more)
 *   8 u64 offset              16 f64 time stamp, ms
 *  24 u32 key start (in body) 28 i32 key bytes (-1 = null)
 *  32 i32 value bytes (-1 = null)                    36 i32 header block bytes
 *  40 u16 headers             44 i32 original value bytes (-1 = null)
 *  42 u8  bytes from key to value                    43 u8  from value to header block
 * body: for each record key, value, header block in this order
 * ```
 *
 * Records shown as they came keep the few bytes of lengths that the source put
 * between their parts and between each other, so that many of them are copied
 * at once. Only the index says what is part of a record.
 *
 * `seen = records + filtered + sampled` for every batch. `next offset` is the
 * position after the batch, for resuming. The header block is that of Kafka's
 * record format: per header a zigzag varint name length, name, zigzag varint
 * value length (-1 null), value. A header value masked by policy has length -2
 * and no bytes.
 *
 * @public
 */
export const BATCH = {
  version: 1,
  headBytes: 48,
  partitionBytes: 16,
  indexBytes: 48,
} as const;

/** Value length in a header block that stands for "masked". @public */
export const MASKED_HEADER_LENGTH = -2;
