// A dot in the colour of a state; the state's word always stands beside it, for colour alone tells not everybody.

import classes from './state-dot.module.css';

export type DotColour = 'good' | 'busy' | 'warning' | 'bad' | 'off';

export function StateDot({ colour }: { colour: DotColour }) {
  return <span className={classes['dot']} data-colour={colour} aria-hidden />;
}
