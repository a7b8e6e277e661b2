-- The yearly counts by the default rules, in the quickest SQL we could write by hand for this one case: no other
-- rule, no evidence, eight named years. Each statement answers one question of registry/queries/counting.

-- meetings
SELECT y.fiscal_year, count(*)
  FROM years y
 CROSS JOIN meetings m INDEXED BY ix_meetings_counting -- from the years into the index
 WHERE m.held_on BETWEEN y.first_day AND y.day AND m.status = 'held' AND m.deleted_at IS NULL AND coalesce(m.counted, m.type <> 'other')
   AND EXISTS (SELECT 1 FROM meeting_organizations l
                WHERE l.meeting_id = m.id
                  AND l.organization_id NOT IN (SELECT id FROM organizations WHERE deleted_at IS NOT NULL))
 GROUP BY 1;

-- firsts: organizations cumulative, by kind, new, and by what they came
SELECT CAST(substr(f.since, 1, 4) AS INTEGER) - (substr(f.since, 6, 2) < '04') AS fiscal_year, o.kind,
       (f.joined_on IS NULL OR f.joined_on <= f.concluded_on) AND f.renews_id IS NULL AS by_agreement, count(*)
  FROM (SELECT coalesce(o.merged_into_id, o.id) AS body_id, a.concluded_on, a.renews_id, p.joined_on,
               CASE WHEN p.joined_on > a.concluded_on THEN p.joined_on ELSE a.concluded_on END AS since,
               min(CASE WHEN p.joined_on > a.concluded_on THEN p.joined_on ELSE a.concluded_on END
                   || printf('%09d', a.id))
          FROM agreement_parties p
          JOIN agreements a ON a.id = p.agreement_id
          JOIN organizations o ON o.id = p.organization_id
         WHERE p.role = 'party' AND a.type = 'comprehensive' AND a.deleted_at IS NULL AND o.deleted_at IS NULL
         GROUP BY 1) f
  JOIN organizations o ON o.id = f.body_id AND o.deleted_at IS NULL
 WHERE f.since <= '2025-12-20'
 GROUP BY 1, 2, 3;

-- population
WITH member AS MATERIALIZED (
    SELECT coalesce(o.merged_into_id, o.id) AS body_id,
           min(CASE WHEN p.joined_on > min(a.concluded_on, coalesce(a.effective_on, a.concluded_on)) THEN p.joined_on
                    ELSE min(a.concluded_on, coalesce(a.effective_on, a.concluded_on)) END) AS since
      FROM agreement_parties p
      JOIN agreements a ON a.id = p.agreement_id
      JOIN organizations o ON o.id = p.organization_id
     WHERE p.role = 'party' AND a.deleted_at IS NULL AND o.deleted_at IS NULL
     GROUP BY 1)
SELECT 0, CAST(substr(since, 1, 4) AS INTEGER) - (substr(since, 6, 2) < '04') AS fiscal_year, count(*)
  FROM member WHERE since <= '2025-12-20' GROUP BY 2
UNION ALL
SELECT 1, y.fiscal_year, count(DISTINCT coalesce(o.merged_into_id, o.id))
  FROM organizations o
  JOIN years y ON o.target_from <= y.day AND (o.target_until IS NULL OR o.target_until >= y.day)
 WHERE o.deleted_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM member m WHERE m.body_id = coalesce(o.merged_into_id, o.id) AND m.since <= y.day)
 GROUP BY 2;

-- organizations in force
SELECT y.fiscal_year, count(DISTINCT coalesce(o.merged_into_id, o.id))
  FROM agreements a
  JOIN years y ON a.concluded_on <= y.day AND coalesce(a.effective_on, a.concluded_on) <= y.day
              AND (a.last_day IS NULL OR a.last_day >= y.day)
  JOIN agreement_parties p ON p.agreement_id = a.id AND p.role = 'party'
                          AND (p.joined_on IS NULL OR p.joined_on <= y.day)
                          AND (p.left_on IS NULL OR p.left_on >= y.day)
  JOIN organizations o ON o.id = p.organization_id AND o.deleted_at IS NULL
 WHERE a.type = 'comprehensive' AND a.deleted_at IS NULL
 GROUP BY 1;

-- agreements cumulative and new
SELECT CAST(substr(concluded_on, 1, 4) AS INTEGER) - (substr(concluded_on, 6, 2) < '04') AS fiscal_year, count(*)
  FROM agreements
 WHERE type = 'comprehensive' AND deleted_at IS NULL AND renews_id IS NULL AND concluded_on <= '2025-12-20'
 GROUP BY 1;

-- new agreements that bring a new organization
SELECT CAST(substr(since, 1, 4) AS INTEGER) - (substr(since, 6, 2) < '04') AS fiscal_year, count(DISTINCT id)
  FROM (SELECT coalesce(o.merged_into_id, o.id) AS body_id, a.id, a.renews_id, p.joined_on, a.concluded_on,
               CASE WHEN p.joined_on > a.concluded_on THEN p.joined_on ELSE a.concluded_on END AS since,
               min(CASE WHEN p.joined_on > a.concluded_on THEN p.joined_on ELSE a.concluded_on END
                   || printf('%09d', a.id))
          FROM agreement_parties p
          JOIN agreements a ON a.id = p.agreement_id
          JOIN organizations o ON o.id = p.organization_id
         WHERE p.role = 'party' AND a.type = 'comprehensive' AND a.deleted_at IS NULL AND o.deleted_at IS NULL
         GROUP BY 1)
 WHERE renews_id IS NULL AND (joined_on IS NULL OR joined_on <= concluded_on) AND since <= '2025-12-20'
 GROUP BY 1;

-- agreements in force
WITH RECURSIVE chain (id, first_id) AS (
    SELECT r.id, f.id FROM agreements r JOIN agreements f ON f.id = r.renews_id
     WHERE f.renews_id IS NULL AND r.deleted_at IS NULL AND f.deleted_at IS NULL AND f.type = 'comprehensive'
    UNION ALL
    SELECT r.id, chain.first_id FROM chain JOIN agreements r ON r.renews_id = chain.id WHERE r.deleted_at IS NULL)
SELECT y.fiscal_year, count(DISTINCT coalesce(c.first_id, a.id))
  FROM agreements a
  JOIN years y ON a.concluded_on <= y.day AND coalesce(a.effective_on, a.concluded_on) <= y.day
              AND (a.last_day IS NULL OR a.last_day >= y.day)
  LEFT JOIN chain c ON c.id = a.id
 WHERE a.type = 'comprehensive' AND a.deleted_at IS NULL
 GROUP BY 1;

-- projects: by lead department, state and whether under agreements
SELECT y.fiscal_year, p.lead_department_id,
       CASE WHEN p.state IN ('completed', 'cancelled') AND p.ended_on > y.day THEN 'active' ELSE p.state END,
       EXISTS (SELECT 1 FROM project_agreements l JOIN agreements a ON a.id = l.agreement_id
                WHERE l.project_id = p.id AND a.deleted_at IS NULL), count(*)
  FROM projects p
  JOIN years y ON p.started_on <= y.day AND (p.ended_on IS NULL OR p.ended_on >= y.first_day)
 WHERE p.deleted_at IS NULL AND p.state <> 'proposed' AND (p.state <> 'cancelled' OR p.ended_on IS NOT NULL)
 GROUP BY 1, 2, 3, 4;
