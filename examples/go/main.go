// Send an article, print the first event that the worker codes in it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/twmb/franz-go/pkg/kgo"
)

const article = "example-go"

// Event has the fields of a record of events.coded that are printed here.
type Event struct {
	ArticleID string `json:"article_id"`
	Dyad      string `json:"dyad"`
	Type      string `json:"type"`
	Modality  string `json:"modality"`
}

func main() {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(os.Getenv("ESCALATION_KAFKA_BOOTSTRAP")),
		kgo.ConsumeTopics("events.coded"),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
	)
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	if err := send(client); err != nil {
		log.Fatal(err)
	}
	event, err := first(client)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(event.Dyad, event.Type, event.Modality)
}

func send(client *kgo.Client) error {
	value, err := json.Marshal(map[string]string{
		"id": article, "text": "Iran hat Israel mit einem Angriff gedroht.",
	})
	if err != nil {
		return err
	}
	record := &kgo.Record{Topic: "articles.raw", Key: []byte(article), Value: value}
	return client.ProduceSync(context.Background(), record).FirstErr()
}

func first(client *kgo.Client) (Event, error) {
	for {
		fetched := client.PollFetches(context.Background())
		if err := fetched.Err(); err != nil {
			return Event{}, err
		}
		for _, record := range fetched.Records() {
			var event Event
			if err := json.Unmarshal(record.Value, &event); err != nil {
				return Event{}, err
			}
			if event.ArticleID == article {
				return event, nil
			}
		}
	}
}
