-- Care Budget Review: what is due for each row and in each settlement period, as views for Apache
-- Spark. Fill the input tables, and select from the view statement, which is an error while the
-- view problems has a row. Amounts are in GBP. The whole of the contract is worked out, as if all
-- data were complete to 2017-03-31. Written by pbr build; do not change it by hand.

-- A number that is too long is an error, and never null or another number.

SET spark.sql.ansi.enabled = true;

-- ------------------------------------------------------
-- Input tables: fill these, in the units of the contract
-- ------------------------------------------------------

CREATE TABLE IF NOT EXISTS `case_reviews` (
  `case` STRING,
  `approved_budget` DECIMAL(18, 6),
  `revised_budget` DECIMAL(18, 6),
  `amount_reinstated` DECIMAL(18, 6),
  `reviewed_on` DATE,
  `reinstated_on` DATE  -- may be null
);

-- -------------------------------------------------------------------
-- The same in whole numbers: pence, or the smallest part of each unit
-- -------------------------------------------------------------------

CREATE OR REPLACE VIEW `case_review` AS
SELECT
  `case` AS `case`,
  CAST(CAST(`approved_budget` AS DECIMAL(30, 6)) * 100 AS BIGINT) AS `approved_budget`,
  CAST(CAST(`revised_budget` AS DECIMAL(30, 6)) * 100 AS BIGINT) AS `revised_budget`,
  CAST(CAST(`amount_reinstated` AS DECIMAL(30, 6)) * 100 AS BIGINT) AS `amount_reinstated`,
  `reviewed_on` AS `reviewed_on`,
  `reinstated_on` AS `reinstated_on`
FROM `case_reviews`;

-- one for each quarter
CREATE OR REPLACE VIEW `settlement_periods` AS
SELECT * FROM (VALUES
  (1, 'quarter 1 of year 1', DATE '2015-04-01', DATE '2015-06-30'),
  (2, 'quarter 2 of year 1', DATE '2015-07-01', DATE '2015-09-30'),
  (3, 'quarter 3 of year 1', DATE '2015-10-01', DATE '2015-12-31'),
  (4, 'quarter 4 of year 1', DATE '2016-01-01', DATE '2016-03-31'),
  (5, 'quarter 1 of year 2', DATE '2016-04-01', DATE '2016-06-30'),
  (6, 'quarter 2 of year 2', DATE '2016-07-01', DATE '2016-09-30'),
  (7, 'quarter 3 of year 2', DATE '2016-10-01', DATE '2016-12-31'),
  (8, 'quarter 4 of year 2', DATE '2017-01-01', DATE '2017-03-31')
) AS p (`number`, `period`, `first_day`, `last_day`);

-- --------------------------------------------------
-- What is due, and the lines of each clause in coins
-- --------------------------------------------------

-- what is due for each Case Review: Share Of Saving (3.2), Reinstated Care (4)
CREATE OR REPLACE VIEW `_case_review_due` AS
WITH read_in AS (
  SELECT
    review1.`case` AS `case`,
    review1.`reviewed_on` AS `reviewed_on`,
    review1.`approved_budget` AS `approved_budget`,
    review1.`revised_budget` AS `revised_budget`,
    review1.`reinstated_on` AS `reinstated_on`,
    review1.`amount_reinstated` AS `amount_reinstated`
  FROM `case_review` AS review1
), step_1 AS (
  SELECT
    *,
    -- before rounding (4)
    50 * `amount_reinstated` AS `before_rounding_2`,
    -- Saving (3.1)
    `approved_budget` - `revised_budget` AS `saving`
  FROM read_in
), step_2 AS (
  SELECT
    *,
    -- before rounding (3.2)
    50 * `saving` AS `before_rounding`
  FROM step_1
)
SELECT
  `case` AS `_case`,
  CASE
    WHEN ((`reviewed_on` BETWEEN DATE '2015-04-01' AND DATE '2017-03-31') AND (`saving` > 0))
    THEN (CASE
      WHEN `before_rounding` < 0 THEN - ((ABS(`before_rounding`) + (50 - 1)) DIV 100)
      ELSE ((ABS(`before_rounding`) + (50 - 1)) DIV 100)
    END)
  END AS `_due1`,
  `reviewed_on` AS `_day1`,
  CASE
    WHEN (
      COALESCE((`reinstated_on` BETWEEN DATE '2015-04-01' AND DATE '2017-03-31'), FALSE)
      AND (`reinstated_on` IS NOT NULL)
    )
    THEN ((`before_rounding_2` + (50 - 1)) DIV 100)
  END AS `_due2`,
  `reinstated_on` AS `_day2`,
  FALSE AS `_fault`
FROM step_2
WHERE
  ((`reviewed_on` BETWEEN DATE '2015-04-01' AND DATE '2017-03-31') AND (`saving` > 0))
  OR (
    COALESCE((`reinstated_on` BETWEEN DATE '2015-04-01' AND DATE '2017-03-31'), FALSE)
    AND (`reinstated_on` IS NOT NULL)
  );

-- Share Of Saving (3.2): what is due, in coins
CREATE OR REPLACE VIEW `_share_of_saving_lines` AS
SELECT s.`_day1` AS `_day`, s.`_case` AS `case`, s.`_case` AS `_led1`, s.`_due1` AS `_due`
FROM `_case_review_due` AS s
WHERE (s.`_due1` IS NOT NULL);

-- Reinstated Care (4): what is due, in coins
CREATE OR REPLACE VIEW `_reinstated_care_lines` AS
SELECT s.`_day2` AS `_day`, s.`_case` AS `case`, s.`_case` AS `_led1`, s.`_due2` AS `_due`
FROM `_case_review_due` AS s
WHERE (s.`_due2` IS NOT NULL);

-- -------------------------------------------------
-- What limits leave of them, and what is taken back
-- -------------------------------------------------

-- Share Of Saving (3.2): what was paid (clause 0), and what clawbacks ask back
CREATE OR REPLACE VIEW `_share_of_saving_asked_back` AS
SELECT 0 AS `_clause`, l.`_day`, l.`_place`, l.`_due` AS `_amount`, l.`_led1` AS `_for1`
FROM (
  SELECT *,
  ROW_NUMBER() OVER (ORDER BY `_day`, `case` NULLS FIRST) AS `_place` FROM `_share_of_saving_lines`
) AS l
WHERE l.`_led1` IS NOT NULL
UNION ALL
SELECT 2 AS `_clause`, l.`_day`, l.`_place`, l.`_due` AS `_amount`, l.`_led1` AS `_for1`
FROM (
  SELECT *,
  ROW_NUMBER() OVER (ORDER BY `_day`, `case` NULLS FIRST) AS `_place` FROM `_reinstated_care_lines`
) AS l
WHERE l.`_led1` IS NOT NULL;

-- Share Of Saving (3.2): what clawbacks take back, at most what was paid and is not taken back yet
CREATE OR REPLACE VIEW `_share_of_saving_taken` AS
SELECT `_day`, `_clause`, `_place`, `_granted` AS `_paid`
FROM (
SELECT
  t.*,
  _after - COALESCE(
    LAG(_after) OVER (PARTITION BY `_for1` ORDER BY `_day`, `_clause`, `_place`),
    0
  ) AS `_granted`
FROM (
  SELECT
    s.*,
    `_sum` + LEAST(
      0,
      MIN(`_room` - `_sum`) OVER (
        PARTITION BY `_for1` ORDER BY `_day`,
        `_clause`,
        `_place` ROWS UNBOUNDED PRECEDING
      )
    ) AS _after
  FROM (
  SELECT
    * FROM (
      SELECT a.*,
      SUM(CASE WHEN `_clause` = 0 THEN `_amount` ELSE 0 END) OVER (
        PARTITION BY `_for1` ORDER BY `_day`,
        `_clause`,
        `_place` ROWS UNBOUNDED PRECEDING
      ) AS `_room`,
      SUM(CASE WHEN `_clause` = 0 THEN 0 ELSE `_amount` END) OVER (
        PARTITION BY `_for1` ORDER BY `_day`,
        `_clause`,
        `_place` ROWS UNBOUNDED PRECEDING
      ) AS `_sum` FROM `_share_of_saving_asked_back` AS a
    ) AS b WHERE `_clause` > 0
  ) AS s
) AS t
) AS g;

-- ---------------------------------------------------------------------
-- Rows that must not be used; while there is one, no statement is given
-- ---------------------------------------------------------------------

-- a row for each problem
CREATE OR REPLACE VIEW `problems` AS
SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Case is blank' AS `problem`
  FROM `case_reviews` WHERE `case` IS NULL
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Case begins or ends with a space, or is empty' AS `problem`
  FROM `case_reviews` WHERE `case` <> TRIM(`case`) OR `case` = ''
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Approved Budget is blank' AS `problem`
  FROM `case_reviews` WHERE `approved_budget` IS NULL
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Approved Budget is out of its range, or has too many decimal places' AS `problem`
  FROM `case_reviews`
  WHERE
    `approved_budget` IS NOT NULL
    AND CASE
      WHEN `approved_budget` BETWEEN 0.00 AND 10000000000.00
      THEN CAST(
        CAST(`approved_budget` AS DECIMAL(30, 6)) * 100 AS BIGINT
      ) <> CAST(`approved_budget` AS DECIMAL(30, 6)) * 100
      ELSE TRUE
    END
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Revised Budget is blank' AS `problem`
  FROM `case_reviews` WHERE `revised_budget` IS NULL
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Revised Budget is out of its range, or has too many decimal places' AS `problem`
  FROM `case_reviews`
  WHERE
    `revised_budget` IS NOT NULL
    AND CASE
      WHEN `revised_budget` BETWEEN 0.00 AND 10000000000.00
      THEN CAST(
        CAST(`revised_budget` AS DECIMAL(30, 6)) * 100 AS BIGINT
      ) <> CAST(`revised_budget` AS DECIMAL(30, 6)) * 100
      ELSE TRUE
    END
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Amount Reinstated is blank' AS `problem`
  FROM `case_reviews` WHERE `amount_reinstated` IS NULL
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Amount Reinstated is out of its range, or has too many decimal places' AS `problem`
  FROM `case_reviews`
  WHERE
    `amount_reinstated` IS NOT NULL
    AND CASE
      WHEN `amount_reinstated` BETWEEN 0.00 AND 10000000000.00
      THEN CAST(
        CAST(`amount_reinstated` AS DECIMAL(30, 6)) * 100 AS BIGINT
      ) <> CAST(`amount_reinstated` AS DECIMAL(30, 6)) * 100
      ELSE TRUE
    END
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Reviewed On is blank' AS `problem`
  FROM `case_reviews` WHERE `reviewed_on` IS NULL
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Reviewed On is not in the years 1900 to 2199' AS `problem`
  FROM `case_reviews` WHERE `reviewed_on` NOT BETWEEN DATE '1900-01-01' AND DATE '2199-12-31'
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'Reinstated On is not in the years 1900 to 2199' AS `problem`
  FROM `case_reviews` WHERE `reinstated_on` NOT BETWEEN DATE '1900-01-01' AND DATE '2199-12-31'
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`case` AS STRING)) AS `row_key`,
  'there is another row with the same Case' AS `problem`
  FROM `case_reviews` WHERE TRUE
  GROUP BY `case` HAVING COUNT(*) > 1
UNION ALL SELECT
  'case_reviews' AS `input`,
  CONCAT_WS(', ', CAST(`_case` AS STRING)) AS `row_key`,
  'what Share Of Saving and Reinstated Care asks for cannot be read: it is blank or dated later, or there is no price for it' AS `problem`
  FROM `_case_review_due` WHERE `_fault`
UNION ALL SELECT
  'Share Of Saving' AS `input`,
  '' AS `row_key`,
  'a sum below nought was paid under it, which views cannot set off against what is taken back' AS `problem`
  FROM `_share_of_saving_asked_back` WHERE `_clause` = 0 AND `_amount` < 0;

-- true, or an error
CREATE OR REPLACE VIEW `_guard` AS
SELECT
  CASE
    WHEN EXISTS (SELECT 1 FROM `problems`)
    THEN CAST(raise_error('some rows must not be used: select from the view problems') AS BOOLEAN)
    ELSE TRUE
  END AS `ok`;

-- ------------------------------------
-- The lines of each clause, as amounts
-- ------------------------------------

-- Share Of Saving (3.2)
CREATE OR REPLACE VIEW `share_of_saving_lines` AS
SELECT
  l.`_day` AS `line_date`,
  l.`case`,
  CAST(l.`_due` AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS due,
  CAST((l.`_due` - l.`_due`) AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS cut,
  CAST((l.`_due`) AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS amount
FROM (
  SELECT *,
  ROW_NUMBER() OVER (ORDER BY `_day`, `case` NULLS FIRST) AS `_place` FROM `_share_of_saving_lines`
) AS l;

-- Reinstated Care (4)
CREATE OR REPLACE VIEW `reinstated_care_lines` AS
SELECT
  l.`_day` AS `line_date`,
  l.`case`,
  CAST(l.`_due` AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS due,
  CAST((l.`_due` - COALESCE(c.`_paid`, 0)) AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS cut,
  CAST((-COALESCE(c.`_paid`, 0)) AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS amount
FROM (
  SELECT *,
  ROW_NUMBER() OVER (ORDER BY `_day`, `case` NULLS FIRST) AS `_place` FROM `_reinstated_care_lines`
) AS l
LEFT JOIN `_share_of_saving_taken` AS c ON c.`_clause` = 2 AND c.`_place` = l.`_place`;

-- ----------
-- Statements
-- ----------

-- for each settlement period and clause: lines, what is due, cut and paid
CREATE OR REPLACE VIEW `statement` AS
SELECT
  p.number AS period_number, p.period, p.first_day, p.last_day, c.place AS clause_place, c.clause, c.number,
  COALESCE(SUM(l.line_count), 0) AS line_count,
  CAST(COALESCE(SUM(l.due), 0) AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS due,
  CAST(COALESCE(SUM(l.due - l.paid), 0) AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS cut,
  CAST(COALESCE(SUM(c.sign * l.paid), 0) AS DECIMAL(30, 0)) * CAST('0.01' AS DECIMAL(3, 2)) AS amount
FROM `settlement_periods` AS p
CROSS JOIN (
  SELECT * FROM (
    VALUES (1, 1, 'Share Of Saving', '3.2'),
    (2, -1, 'Reinstated Care', '4')
  ) AS v (place, sign, clause, number)
) AS c
LEFT JOIN (
  SELECT
    `_clause` AS place,
    `_day` AS line_date,
    COUNT(*) AS line_count,
    SUM(`_due`) AS due,
    SUM(`_paid`) AS paid
  FROM (
    SELECT 1 AS `_clause`, `_day`, `_due`, `_due` AS `_paid` FROM `_share_of_saving_lines`
    UNION ALL SELECT
      2,
      l.`_day`,
      l.`_due`,
      COALESCE(c.`_paid`, 0) FROM (
        SELECT *,
        ROW_NUMBER() OVER (ORDER BY `_day`, `case` NULLS FIRST) AS `_place` FROM `_reinstated_care_lines`
      ) AS l
LEFT JOIN `_share_of_saving_taken` AS c ON c.`_clause` = 2 AND c.`_place` = l.`_place`
  ) AS u
  GROUP BY `_clause`, `_day`
) AS l ON l.place = c.place AND l.line_date BETWEEN p.first_day AND p.last_day
WHERE (SELECT ok FROM `_guard`)
GROUP BY p.number, p.period, p.first_day, p.last_day, c.place, c.clause, c.number;
