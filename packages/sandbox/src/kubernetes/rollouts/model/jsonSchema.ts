import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../model/json';

/** An object with anything in it. */
export const json = z.custom<JsonObject>(isJsonObject);
