// Send an article, print the first event that the worker codes in it.
import { randomUUID } from "node:crypto";
import { Kafka, logLevel } from "kafkajs";

const broker = process.env.ESCALATION_KAFKA_BOOTSTRAP;
const article = { id: "example-node", text: "Iran hat Israel mit einem Angriff gedroht." };

const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.ERROR });
const producer = kafka.producer({ idempotent: true });
await producer.connect();
await producer.send({
  topic: "articles.raw",
  messages: [{ key: article.id, value: JSON.stringify(article) }],
});
await producer.disconnect();

// Read committed is what kafkajs does unless it is told otherwise.
const consumer = kafka.consumer({ groupId: `example-${randomUUID()}` });
await consumer.connect();
await consumer.subscribe({ topic: "events.coded", fromBeginning: true });
const found = new Promise((resolve) => {
  consumer.run({
    eachMessage: async ({ message }) => {
      const event = JSON.parse(message.value);
      if (event.article_id === article.id) resolve(event);
    },
  });
});
const event = await found;
console.log(event.dyad, event.type, event.modality);
await consumer.disconnect();
