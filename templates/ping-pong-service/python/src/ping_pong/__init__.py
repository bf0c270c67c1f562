"""Answers pings from MQTT with pongs over Kafka and a WebSocket."""
