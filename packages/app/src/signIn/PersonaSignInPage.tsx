import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Container, Flex } from '@backstage/ui';
import { forgetOnSignOut } from './forgetOnSignOut';
import { PersonaCards } from './PersonaCards';
import { forgetPersona, recallPersona, rememberPersona } from './personaChoice';
import type { Persona } from './personas';

/**
 * Three cards instead of a password form; only for the demo portal.
 * A tab that has chosen before goes straight on.
 */
export function PersonaSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [persona, setPersona] = useState(recallPersona);
  if (!persona) {
    const choose = (chosen: Persona) => {
      rememberPersona(chosen);
      setPersona(chosen);
    };
    return <PersonaCards onChoose={choose} />;
  }
  const chooseAgain = () => {
    forgetPersona();
    setPersona(undefined);
  };
  return (
    <ProxiedSignInPage
      provider="personas"
      headers={{ 'x-realtime-persona': persona.id }}
      onSignInSuccess={identity => onSignInSuccess(forgetOnSignOut(identity))}
      ErrorComponent={() => <SignInFailed onChooseAgain={chooseAgain} />}
    />
  );
}

function SignInFailed({ onChooseAgain }: { onChooseAgain(): void }) {
  return (
    <Container>
      <Flex direction="column" align="start" gap="4" py="8">
        <Alert
          status="danger"
          title="The portal did not sign you in"
          description="Its backend may still be starting. Wait a few seconds and choose again."
        />
        <Button onPress={onChooseAgain}>Choose again</Button>
      </Flex>
    </Container>
  );
}
