import { identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { mockApis, TestApiProvider } from '@backstage/test-utils';
import {
  realtimeOverviewApiRef,
  rolloutApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { useMemo, type ReactNode } from 'react';
import { RealtimePage } from '../../src/pages/RealtimePage';
import { canariesOf } from '../canary/canariesOf';
import { StaticRolloutApi } from '../canary/StaticRolloutApi';
import type { OverviewStory } from './overviewStories';
import { StaticHealthApi } from './StaticHealthApi';

/** The page in one state. */
export function OverviewStoryView({ story }: { story: OverviewStory }) {
  const api = useMemo(
    () => new StaticHealthApi({ overview: story.snapshot }),
    [story],
  );
  return (
    <OwnedBy story={story} api={api}>
      <RealtimePage />
    </OwnedBy>
  );
}

/** A catalog, a user and the health of what the user owns. */
export function OwnedBy(props: {
  story: Pick<OverviewStory, 'entities'>;
  api: StaticHealthApi;
  /** All of them wait at the same step, unless told. */
  rollouts?: StaticRolloutApi;
  children: ReactNode;
}) {
  const { entities } = props.story;
  const rollouts = useMemo(
    () =>
      props.rollouts ??
      new StaticRolloutApi({ overview: canariesOf(entities) }),
    [entities, props.rollouts],
  );
  const apis = useMemo(
    () =>
      [
        [catalogApiRef, catalogApiMock({ entities })],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/guest',
            ownershipEntityRefs: [
              'user:default/guest',
              'group:default/team-realtime',
            ],
          }),
        ],
        [rolloutApiRef, rollouts],
      ] as const,
    [entities, rollouts],
  );
  return (
    <TestApiProvider apis={[...apis, [realtimeOverviewApiRef, props.api]]}>
      {props.children}
    </TestApiProvider>
  );
}
