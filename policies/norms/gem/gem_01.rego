# METADATA
# title: Gemeentelijke belastinggegevens zijn geheim
# description: Municipal tax data carry the secrecy of AWR 67; the college stands in for the Minister (rule or dispensation by college decision).
# custom:
#   id: GEM-01
#   act: Gemeentewet
#   article: Gemeentewet 231 jo. AWR 67
#   tier: 1
#   certainty: V2
#   effect: permit / deny
#   absence: deny
#   inferred: >-
#     Carries the permit when a college decision exists, and to the tax departments for municipal tax, because no other
#     norm is known for these paths; the decision is registered by the privacy officer with its reference (I). That
#     Gemeentewet 236 does not exclude AWR 67 was not looked up (U1).
#   title:
#     nl: Gemeentelijke belastinggegevens zijn geheim
#     en: Municipal tax data are secret
#   text:
#     nl: >-
#       Belastinggegevens van de gemeente mogen alleen naar een andere afdeling als het college daartoe heeft besloten.
#     en: >-
#       Municipal tax data may go to another department only if the college has decided so.
#   remedies: [COLLEGE_DECISION]
package norms.gem.gem_01

import data.lib

findings contains {"norm": "GEM-01", "effect": "permit", "category": "C-BEL-G"} if {
	asked_by_another_department
	lib.state_allows_mode
	["COLLEGE_67", "C-BEL-G"] in lib.met
}

findings contains {"norm": "GEM-01", "effect": "permit", "category": "C-BEL-G"} if {
	asked_by_another_department
	lib.state_allows_mode
	drafted
}

# Within the execution of municipal tax nothing is disclosed (AWR 67 lid 1).
findings contains {"norm": "GEM-01", "effect": "permit", "category": "C-BEL-G"} if {
	"C-BEL-G" in lib.categories
	input.inquiry.purpose == "P-BEL"
	lib.tax_department
	lib.own_task
	lib.outside_a_case
}

findings contains {
	"norm": "GEM-01",
	"effect": "require",
	"attestation": "COLLEGE_67",
	"scope": {"category": "C-BEL-G", "purpose": input.inquiry.purpose},
	"category": "C-BEL-G",
} if {
	asked_by_another_department
	drafted
}

findings contains {"norm": "GEM-01", "effect": "deny", "category": "C-BEL-G"} if {
	asked_by_another_department
	not ["COLLEGE_67", "C-BEL-G"] in lib.met
	not drafted
}

findings contains {"norm": "GEM-01", "effect": "deny", "category": "C-BEL-G"} if {
	asked_by_another_department
	["COLLEGE_67", "C-BEL-G"] in lib.refused
}

drafted if {
	["COLLEGE_67", "C-BEL-G"] in lib.pending
	not ["COLLEGE_67", "C-BEL-G"] in lib.met
}

# Under any regime but the WGS, whose statute lifts this secrecy (WGS 1.5, norm WGS-10): another regime opens nothing.
asked_by_another_department if {
	not lib.wgs
	"C-BEL-G" in lib.categories
	not lib.tax_department
}
