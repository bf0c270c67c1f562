import type { TextFieldProps } from '../form/fieldProps';
import { namesOf } from './namesOf';
import { PickerInput } from './PickerInput';

/** A Kafka cluster that topics are read from. */
export function RealtimeKafkaCluster(props: TextFieldProps) {
  return <PickerInput field={props} namesOf={namesOf.kafkaCluster} />;
}

/** An MQTT broker that messages are read from. */
export function RealtimeMqttBroker(props: TextFieldProps) {
  return <PickerInput field={props} namesOf={namesOf.mqttBroker} />;
}

/** A WebSocket endpoint that messages are read from. */
export function RealtimeWebSocketEndpoint(props: TextFieldProps) {
  return <PickerInput field={props} namesOf={namesOf.webSocketEndpoint} />;
}
