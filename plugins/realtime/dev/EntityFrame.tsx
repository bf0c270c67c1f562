import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/test-utils';
import type { ComponentProps, ReactNode } from 'react';

/** A part of an entity page, served by fakes. */
export function EntityFrame(props: {
  apis: ComponentProps<typeof TestApiProvider>['apis'];
  entity: Entity;
  children: ReactNode;
}) {
  return (
    <TestApiProvider apis={props.apis}>
      <EntityProvider entity={props.entity}>{props.children}</EntityProvider>
    </TestApiProvider>
  );
}

/** The gutter that an entity page leaves around a tab. */
export function TabGutter({ children }: { children: ReactNode }) {
  return <main style={{ padding: 20 }}>{children}</main>;
}
