import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { openForm } from '../../testUtils/aForm';
import { field, input, review, serveCreate } from '../testUtils/serveCreate';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const serve = () => serveCreate(server);

describe('a topic', () => {
  const topic = (options: object) =>
    field('RealtimeTopic', { 'ui:options': options });

  it('is checked as what the template takes when nothing is typed', async () => {
    const asked = serve();
    await openForm(
      [{ topic: topic({ fallback: '${{ parameters.name + "-ping" }}' }) }],
      { name: 'taken', kafkaCluster: 'local' },
    );
    expect(
      await screen.findByText(
        'Taken in the Kafka cluster local; choose another name.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Empty means taken-ping.')).toBeInTheDocument();
    expect(asked.map(query => query.get('topics'))).toEqual(['taken-ping']);
    expect(asked[0].get('kafkaCluster')).toBe('local');
  });

  it('is not asked for while the template does not know the cluster', async () => {
    const asked = serve();
    const options = { kafkaClusterFrom: 'kafkaCluster' };
    const { created } = await openForm([{ topic: topic(options) }]);
    const user = userEvent.setup();
    await user.type(await input(), 'taken');
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ topic: 'taken' }]));
    expect(asked).toEqual([]);
  });

  it('is judged within a list while it is typed, and stops nobody there', async () => {
    serve();
    const item = { type: 'object', properties: { name: topic({}) } };
    const { created } = await openForm(
      [{ topics: { type: 'array', items: item } }],
      { kafkaCluster: 'local', topics: [{ name: 'taken' }] },
    );
    await screen.findByText(
      'Taken in the Kafka cluster local; choose another name.',
    );
    const user = userEvent.setup();
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() =>
      expect(created).toEqual([
        { kafkaCluster: 'local', topics: [{ name: 'taken' }] },
      ]),
    );
  });

  it('may exist where the template says so', async () => {
    serve();
    await openForm(
      [
        {
          topic: topic({
            mayExist: '${{ parameters.platform == "existing" }}',
          }),
        },
      ],
      { platform: 'existing' },
    );
    await userEvent.type(await input(), 'taken');
    expect(
      await screen.findByText(/^Exists in the Kafka cluster local/),
    ).toBeInTheDocument();
    expect(await input()).toBeValid();
  });

  it.each(['__internal', 'two words', 'a'.repeat(250)])(
    'is refused when Kafka would',
    async name => {
      serve();
      await openForm([{ topic: topic({}) }], { topic: name });
      expect(
        await screen.findByText(/^At most 249 letters/),
      ).toBeInTheDocument();
    },
  );
});
