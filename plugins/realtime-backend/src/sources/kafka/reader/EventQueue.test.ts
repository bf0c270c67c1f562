import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import { EventQueue } from './EventQueue';

const note = (): SourceEvent => ({
  kind: 'note',
  note: { kind: 'topic-recreated' },
});

describe('EventQueue', () => {
  it('makes producers wait at its bound until the consumer took enough', async () => {
    const queue = new EventQueue(500);
    const consumer = queue.consume();
    queue.push(note());
    queue.push(note());
    expect(queue.hasRoom).toBe(false);
    let isFree = false;
    const room = queue.room().then(() => {
      isFree = true;
    });

    await Promise.resolve();
    expect(isFree).toBe(false);
    await consumer.next();
    await room;

    expect(queue.hasRoom).toBe(true);
  });

  it('hands over what is queued before it throws the error it ended with', async () => {
    const queue = new EventQueue(500);
    const consumer = queue.consume();
    queue.push(note());
    queue.end(new Error('refused'));

    expect((await consumer.next()).value).toEqual(note());
    await expect(consumer.next()).rejects.toThrow('refused');
  });

  it('takes nothing after its end and frees waiting producers', async () => {
    const queue = new EventQueue(1);
    queue.push(note());
    const room = queue.room();
    queue.end();
    await room;
    queue.push(note());

    const consumer = queue.consume();
    expect((await consumer.next()).done).toBe(false);
    expect((await consumer.next()).done).toBe(true);
  });
});
