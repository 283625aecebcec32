DROP TABLE screening_queue;
DROP TABLE screenings;
