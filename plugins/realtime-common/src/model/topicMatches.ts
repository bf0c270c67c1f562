/**
 * Whether the name of an MQTT topic matches a topic filter. `+` is one level, `#` the rest
 * including none; neither matches a first level that begins with `$`.
 * Source: MQTT 3.1.1, section 4.7.
 * @public
 */
export function topicMatches(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  const isHidden = topic.startsWith('$');
  for (let i = 0; i < wanted.length; i += 1) {
    const level = wanted[i];
    const isWild = level === '#' || level === '+';
    if (isWild && i === 0 && isHidden) return false;
    if (level === '#') return true;
    if (i >= levels.length) return false;
    if (level !== '+' && level !== levels[i]) return false;
  }
  return wanted.length === levels.length;
}
