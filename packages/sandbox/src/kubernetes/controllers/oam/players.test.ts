import { conditionOf } from '../testUtils/claims';
import { onPlatform, PLATFORM } from '../testUtils/onPlatform';

describe('components of an application', () => {
  jest.setTimeout(60_000);
  const { at, run, untilRunning, untilWaits } = onPlatform();

  it('names the Secret that a data source would need', async () => {
    const dataSources = [
      { name: 'rows', type: 'postgres', secretRef: 'nowhere' },
    ];
    const properties = { dashboardType: 'grafana', dataSources };
    const charts = { name: 'rows', type: 'analytics-dashboard', properties };
    await run('rows', charts);
    const { services } = await untilWaits('rows', 'there is no Secret nowhere');
    expect(services).toMatchObject([{ message: 'Grafana is starting' }]);
    await at.world.removeApplication('rows');
  });

  it('do not start from an image that is in no registry', async () => {
    const properties = {
      ...{ language: 'python', framework: 'fastapi', realtime: PLATFORM },
      image: 'registry.example.org/team/service:never-ready',
      streaming: { enabled: true, topics: ['unpulled'] },
    };
    await run('unpulled', {
      ...{ name: 'unpulled', type: 'realtime-webservice', properties },
    });
    const { services } = await untilWaits(
      'unpulled',
      'the image registry.example.org/team/service:never-ready cannot be pulled',
    );
    expect(services).toMatchObject([
      { message: '0 of 1 pods of the first role are available' },
    ]);
    await at.world.removeApplication('unpulled');
  });

  it('wait for a platform whose licence is in no Secret, and go on when it is', async () => {
    const licenseKeySecretRef = { name: 'licence', key: 'key' };
    const properties = { lensesConfig: { licenseKeySecretRef } };
    await run('licensed', {
      ...{ name: 'licensed', type: 'realtime-platform', properties },
    });
    await untilWaits('licensed', 'there is no Secret licence');
    await at.world.createSecret('licence', { other: 'x' });
    await untilWaits('licensed', 'the Secret licence has no key key');
    await at.world.removeSecret('licence');
    await at.world.createSecret('licence', { key: 'a-licence' });
    await untilRunning('licensed');
    const [claim] = await at.world.untilReady(
      'realtimeplatformclaims',
      'licensed',
    );
    expect(conditionOf(claim, 'Ready')?.message).toBe(
      '3 of 3 parts are ready: Kafka, topics, secrets; not run in the sandbox: PostgreSQL, Metabase, Lenses',
    );
    expect(
      Object.keys(await at.world.readSecret('licensed-db-secret')),
    ).toEqual([...['DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_USER', 'DB_PASSWORD']]);
    const { LENSES_URL } = await at.world.readSecret('licensed-lenses-secret');
    const response = await fetch(LENSES_URL);
    expect(await response.text()).toContain('Lenses does not run');
    await at.world.removeApplication('licensed');
  });
});
