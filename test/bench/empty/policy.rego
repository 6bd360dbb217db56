# The least policy that the engine loads: it refuses without looking. What an evaluation costs beyond it, the norms cost.
package sluis

verdict := {
	"canary": input.now,
	"outcome": "deny",
	"fields": [{"name": "hit", "treatment": "withhold", "waiting": false, "norms": ["-"]}],
	"findings": [{"norm": "-", "effect": "deny"}],
	"missing": [],
	"obligations": [],
}

# METADATA
# entrypoint: true
decide := verdict

# METADATA
# entrypoint: true
act := verdict

# METADATA
# entrypoint: true
screen := {"canary": input.now, "records": records, "obligations": []}

records := [{"index": record.index, "released": false, "treatments": {}, "dropped": [], "norms": []} |
	some record in input.records
]
