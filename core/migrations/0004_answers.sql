-- What the person answers to a category's questions, as typed, each with the question as it was
-- asked: a list in JSON. See core/src/report/questions.rs.
ALTER TABLE report ADD COLUMN answers TEXT NOT NULL DEFAULT '[]';
