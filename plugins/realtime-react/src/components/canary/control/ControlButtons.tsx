import type { RolloutControl } from '@backstage-realtime/plugin-realtime-common';
import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import { useWords } from '../../words/WordsContext';
import { RARE_ACTIONS } from './shownControls';

/** A button for each control; rare ones in a menu. A dialog follows each. */
export function ControlButtons(props: {
  controls: RolloutControl[];
  onControl(control: RolloutControl): void;
}) {
  const { controls, onControl } = props;
  const words = useWords();
  const rare = controls.filter(({ action }) => RARE_ACTIONS.includes(action));
  return (
    <>
      {controls
        .filter(control => !rare.includes(control))
        .map(control => (
          <Button
            key={control.action}
            variant="secondary"
            isDisabled={control.refusal !== undefined}
            onPress={() => onControl(control)}
          >
            {words(`control.${control.action}`)}
          </Button>
        ))}
      {rare.length > 0 && (
        <MenuTrigger>
          <ButtonIcon
            variant="secondary"
            icon={<RiMore2Line />}
            aria-label={words('control.more')}
          />
          <Menu>
            {rare.map(control => (
              <MenuItem
                key={control.action}
                onAction={() => onControl(control)}
              >
                {words(`control.${control.action}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
    </>
  );
}
