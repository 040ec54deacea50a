-- +goose Up
-- What a role gives on own calls only, whatever its reach: a clone of
-- QueueManager hears its own messages, not everybody's, as QueueManager does.
ALTER TABLE roles ADD COLUMN own_only TEXT NOT NULL DEFAULT '[]';

-- Seats are counted with the people in memory.
DROP INDEX users_seats;

PRAGMA user_version = 5;
