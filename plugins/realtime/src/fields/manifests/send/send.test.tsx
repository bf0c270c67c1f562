import { registerMswTestHooks } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { openWizard, SCAFFOLDER_URL } from '../../../testUtils/aWizard';
import { expectAccessible } from '../../../testUtils/expectAccessible';
import { ANSWERS, page, PLATFORM, serveReview } from '../testUtils/aReview';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const PROPERTIES = { name: { type: 'string', title: 'Name' }, ...page() };

/** A scaffolder whose template ends with the review; it keeps what it was sent. */
function serve(more: object = {}) {
  const sent: unknown[] = [];
  const path = `${SCAFFOLDER_URL}/v2/templates/default/Template/ping/parameter-schema`;
  server.use(
    http.get(new RegExp(path, 'i'), () =>
      HttpResponse.json({
        title: 'Ping',
        steps: [{ title: 'Review', schema: { properties: PROPERTIES } }],
        ...more,
      }),
    ),
    http.post(`${SCAFFOLDER_URL}/v2/tasks`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: 'task-1' }, { status: 201 });
    }),
  );
  return sent;
}

const apply = () => screen.findByRole('button', { name: 'Apply to local' });

describe('the review of a template', () => {
  it('sends the answers with a button that names the cluster, and leads to the task', async () => {
    serveReview(server);
    const sent = serve();
    const { container } = await openWizard(ANSWERS);
    await screen.findByText('Server dry run accepted');
    const button = await apply();
    expect(sent).toEqual([]);
    await expectAccessible(container);

    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('/tasks/task-1')).toBeInTheDocument();
    expect(sent).toEqual([
      { templateRef: 'template:default/ping', values: ANSWERS, secrets: {} },
    ]);
  });

  it('holds the button while the cluster would refuse', async () => {
    const message = '.spec.image (conflict with "kubectl")';
    const code = 'realtime.kubernetes.conflict' as const;
    serveReview(server, {
      manifests: [{ ref: PLATFORM.ref, operation: 'refused', code, message }],
    });
    serve();
    await openWizard(ANSWERS);
    await screen.findByText('Server dry run refused');
    expect(await apply()).toBeDisabled();
  });

  it('says why a task was not taken, and can be sent once more', async () => {
    serveReview(server);
    serve();
    server.use(
      http.post(
        `${SCAFFOLDER_URL}/v2/tasks`,
        () =>
          HttpResponse.json(
            { errors: [{ stack: 'instance.name does not match pattern' }] },
            { status: 400 },
          ),
        { once: true },
      ),
    );
    await openWizard(ANSWERS);
    await screen.findByText('Server dry run accepted');
    await userEvent.click(await apply());
    await screen.findByText(
      'The task was not started: name does not match pattern',
    );
    await userEvent.click(await apply());
    expect(await screen.findByText('/tasks/task-1')).toBeInTheDocument();
  });

  it('names what it does when nothing is applied', async () => {
    serveReview(server);
    serve();
    await openWizard({ ...ANSWERS, delivery: 'commit' });
    expect(
      await screen.findByRole('button', { name: 'Create without applying' }),
    ).toBeEnabled();
  });

  it('leaves a template with decorators to the button of the portal', async () => {
    serveReview(server);
    serve({ formDecorators: [{ id: 'token' }] });
    await openWizard(ANSWERS);
    await screen.findByText('Server dry run accepted');
    await screen.findByRole('link', { name: 'Change' });
    expect(screen.queryByRole('button', { name: 'Apply to local' })).toBeNull();
  });

  it('leads back to the first page with the same answers', async () => {
    serveReview(server);
    serve();
    await openWizard(ANSWERS);
    const link = await screen.findByRole('link', { name: 'Change' });
    const query = new URLSearchParams(link.getAttribute('href') ?? '');
    expect(JSON.parse(query.get('formData') ?? '')).toEqual(ANSWERS);
  });
});
