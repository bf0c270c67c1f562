import { PERSONAS, type Persona } from './personas';

const KEY = 'backstage-realtime.persona';

/** The persona chosen in this tab; undefined when none is, or when the stored name is unknown. */
export function recallPersona(): Persona | undefined {
  const id = sessionStorage.getItem(KEY);
  return PERSONAS.find(persona => persona.id === id);
}

/** Keeps the choice until the tab closes, so that a reload stays signed in. */
export function rememberPersona(persona: Persona): void {
  sessionStorage.setItem(KEY, persona.id);
}

export function forgetPersona(): void {
  sessionStorage.removeItem(KEY);
}
