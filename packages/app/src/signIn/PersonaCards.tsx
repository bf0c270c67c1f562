import {
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Container,
  Flex,
  Grid,
  Text,
} from '@backstage/ui';
import { PERSONAS, type Persona } from './personas';
import styles from './PersonaCards.module.css';

interface PersonaCardsProps {
  onChoose(persona: Persona): void;
}

export function PersonaCards({ onChoose }: PersonaCardsProps) {
  return (
    <main>
      <Container>
        <Flex direction="column" gap="6" py="8">
          <Flex direction="column" gap="2">
            <Text as="h1" variant="title-large">
              Backstage Realtime
            </Text>
            <Text color="secondary">
              A demo portal: choose who you are. You can sign out and be
              somebody else at any time.
            </Text>
          </Flex>
          <Grid.Root columns={{ initial: '1', md: '3' }} gap="4">
            {PERSONAS.map(persona => (
              <PersonaCard
                key={persona.id}
                persona={persona}
                onChoose={onChoose}
              />
            ))}
          </Grid.Root>
        </Flex>
      </Container>
    </main>
  );
}

function PersonaCard({
  persona,
  onChoose,
}: PersonaCardsProps & { persona: Persona }) {
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-small">
          {persona.title}
        </Text>
        <Text as="p" color="secondary">
          {persona.user}
        </Text>
      </CardHeader>
      <CardBody>
        <ul className={styles.abilities}>
          {persona.abilities.map(ability => (
            <li key={ability}>
              <Text>{ability}</Text>
            </li>
          ))}
        </ul>
      </CardBody>
      <CardFooter>
        <Button onPress={() => onChoose(persona)}>
          Sign in as {persona.title.toLowerCase()}
        </Button>
      </CardFooter>
    </Card>
  );
}
