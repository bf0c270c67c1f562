import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  RealtimeError,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import type { ErrorRequestHandler } from 'express';

const NOT_FOUND: RealtimeErrorCode[] = [
  'realtime.entity.not-found',
  'realtime.stream.not-declared',
  'realtime.stream.not-configured',
  'realtime.record.not-found',
  'realtime.record.too-large',
  'realtime.kafka.corrupt-batch',
  'realtime.kafka.topic-not-found',
  'realtime.kubernetes.unknown-cluster',
  'realtime.rollout.not-declared',
  'realtime.rollout.not-found',
];

const NOT_ALLOWED: RealtimeErrorCode[] = [
  'realtime.stream.not-allowed',
  'realtime.stream.records-off',
  'realtime.stream.forbidden',
  'realtime.kafka.not-authorised',
  'realtime.create.forbidden',
  'realtime.rollout.not-allowed',
  'realtime.rollout.forbidden',
  'realtime.rollout.controls-off',
];

const CONFLICT: RealtimeErrorCode[] = [
  'realtime.rollout.changed',
  'realtime.rollout.refused',
];

const BAD_INPUT: RealtimeErrorCode[] = [
  'realtime.command.malformed',
  'realtime.stream.not-seekable',
  'realtime.annotation.malformed',
  'realtime.manifest.invalid',
];

/** A refusal as the error class whose status Backstage's handler sends; the code travels in the body. */
export function toHttpError(refusal: {
  code: RealtimeErrorCode;
  message: string;
}): Error {
  const { code, message } = refusal;
  return Object.assign(errorFor(code, message), { code });
}

function errorFor(code: RealtimeErrorCode, message: string): Error {
  if (NOT_FOUND.includes(code)) return new NotFoundError(message);
  if (NOT_ALLOWED.includes(code)) return new NotAllowedError(message);
  if (CONFLICT.includes(code)) return new ConflictError(message);
  if (BAD_INPUT.includes(code)) return new InputError(message);
  return new ServiceUnavailableError(message);
}

/** Faults of the engine as the statuses of the table above; anything else goes on as it is. */
export const translateErrors: ErrorRequestHandler = (
  error,
  _request,
  _response,
  next,
) => next(error instanceof RealtimeError ? toHttpError(error) : error);
