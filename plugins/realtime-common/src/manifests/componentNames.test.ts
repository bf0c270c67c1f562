import { findComponentNames } from './componentNames';

describe('names in components', () => {
  it('are topics and platforms, each with its field', () => {
    const components = [
      {
        type: 'iot-broker',
        name: 'a',
        properties: {
          realtime: 'streams',
          topics: ['sensors/+'],
          connector: { mqttTopic: 'sensors/+', kafkaTopic: 'events' },
        },
      },
      {
        type: 'stream-processor',
        name: 'b',
        properties: {
          topics: { input: ['events', ''], output: ['clean'] },
          errorHandling: { deadLetterTopic: 'broken' },
        },
      },
      {
        type: 'realtime-webservice',
        name: 'c',
        properties: { streaming: { topics: ['clean'] } },
      },
    ];
    const at = (index: number, field: string) =>
      `components[${index}].properties.${field}`;
    expect(findComponentNames(components)).toEqual({
      topics: [
        { field: at(0, 'connector.kafkaTopic'), name: 'events' },
        { field: at(1, 'topics.input[0]'), name: 'events' },
        { field: at(1, 'topics.output[0]'), name: 'clean' },
        { field: at(1, 'errorHandling.deadLetterTopic'), name: 'broken' },
        { field: at(2, 'streaming.topics[0]'), name: 'clean' },
      ],
      platforms: [{ field: at(0, 'realtime'), name: 'streams' }],
    });
  });

  it.each([
    [[]],
    [[undefined, null, 'text', {}]],
    [[{ properties: { connector: 'x', streaming: { topics: 'x' } } }]],
    [[{ properties: { topics: { input: [{}] }, realtime: 3 } }]],
  ])('are none in what has another shape', components => {
    expect(findComponentNames(components)).toEqual({
      topics: [],
      platforms: [],
    });
  });
});
