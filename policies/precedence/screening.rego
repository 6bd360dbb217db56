# METADATA
# title: The same norms, asked again about fetched records
# description: >-
#   Screening knows what only the record can tell. It only narrows: a record stays behind, a field is treated more
#   strictly, a person inside a record is left out, or an obligation is added.
package sluis.screening

import data.lib

findings := [f | some statute, norm; some f in data.norms[statute][norm].screening]

verdict := {
	"canary": input.now,
	"records": records,
	"obligations": obligations,
}

records := [{
	"index": record.index,
	"released": record.index in let_go,
	"treatments": {name: treatment |
		some name in treated_fields(record.index)
		treatment := strictest(record.index, name)
	},
	"dropped": sort({finding.item |
		some finding in findings
		finding.record == record.index
		finding.item
	}),
	"norms": sort({finding.norm |
		some finding in findings
		finding.record == record.index
		finding.effect != "oblige"
	}),
} |
	some record in input.records
]

let_go := {record.index | some record in input.records} - held_back

held_back contains finding.record if {
	some finding in findings
	finding.effect == "deny"
	not finding.fields
	not finding.item
}

treated_fields(index) := {name |
	some finding in findings
	finding.record == index
	some name in finding.fields
}

strictest(index, name) := [t | some t in lib.strictest_first; t in wanted(index, name)][0]

wanted(index, name) := {treatment |
	some finding in findings
	finding.record == index
	name in finding.fields
	treatment := object.get(finding, "treatment", "withhold")
}

# Only what goes may oblige: an obligation from a record that stays behind would betray it.
obligations := sort({{"obligation": finding.obligation, "norm": finding.norm} |
	some finding in findings
	finding.effect == "oblige"
	finding.record in let_go
})
