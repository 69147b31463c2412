import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Send an article, print the first event that the worker codes in it. */
public final class Events {
  private static final String ARTICLE = "example-java";
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) throws Exception {
    var cluster = new Properties();
    cluster.put("bootstrap.servers", System.getenv("ESCALATION_KAFKA_BOOTSTRAP"));
    send(cluster);
    JsonNode event = first(cluster);
    System.out.printf("%s %s %s%n", event.get("dyad").asText(), event.get("type").asText(),
        event.get("modality").asText());
  }

  private static void send(Properties cluster) throws Exception {
    var article = Map.of("id", ARTICLE, "text", "Iran hat Israel mit einem Angriff gedroht.");
    try (var producer =
        new KafkaProducer<>(cluster, new StringSerializer(), new StringSerializer())) {
      String value = JSON.writeValueAsString(article);
      producer.send(new ProducerRecord<>("articles.raw", ARTICLE, value)).get();
    }
  }

  private static JsonNode first(Properties cluster) throws Exception {
    cluster.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(cluster, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor("events.coded").stream()
          .map(one -> new TopicPartition(one.topic(), one.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          JsonNode event = JSON.readTree(record.value());
          if (event.get("article_id").asText().equals(ARTICLE)) {
            return event;
          }
        }
      }
    }
  }
}
