import { Button } from '@backstage/ui';
import { RiPauseFill, RiPlayFill } from '@remixicon/react';
import { useWords } from '../words/WordsContext';

/** Pressed means paused. @public */
export interface PauseButtonProps {
  isPaused: boolean;
  isDisabled?: boolean;
  /** Never filled: another button of the view is the next step. */
  isQuiet?: boolean;
  onPress(): void;
}

/** Filled only while paused: to continue is then the next step. @public */
export function PauseButton(props: PauseButtonProps) {
  const words = useWords();
  const { isPaused, isDisabled, isQuiet, onPress } = props;
  return (
    <Button
      variant={isPaused && !isQuiet ? 'primary' : 'secondary'}
      iconStart={isPaused ? <RiPlayFill /> : <RiPauseFill />}
      isDisabled={isDisabled}
      onPress={onPress}
    >
      {words(isPaused ? 'pause.resume' : 'pause.pause')}
    </Button>
  );
}
