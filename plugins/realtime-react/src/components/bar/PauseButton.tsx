import { Button } from '@backstage/ui';
import { RiPauseFill, RiPlayFill } from '@remixicon/react';
import { useWords } from '../words/WordsContext';

/** Pressed means paused. @public */
export interface PauseButtonProps {
  isPaused: boolean;
  isDisabled?: boolean;
  onPress(): void;
}

/** Filled only while paused: to continue is then the next step. @public */
export function PauseButton(props: PauseButtonProps) {
  const words = useWords();
  const { isPaused, isDisabled, onPress } = props;
  return (
    <Button
      variant={isPaused ? 'primary' : 'secondary'}
      iconStart={isPaused ? <RiPlayFill /> : <RiPauseFill />}
      isDisabled={isDisabled}
      onPress={onPress}
    >
      {words(isPaused ? 'pause.resume' : 'pause.pause')}
    </Button>
  );
}
