# METADATA
# title: Strafrechtelijke gegevens
# description: >-
#   Criminal-offence data only under UAVG 32 and 33, for instance obtained under the Wpg or Wjsg, or by and for a public
#   partnership.
# custom:
#   id: UAVG-01
#   act: UAVG
#   article: AVG 10, UAVG 31 tot en met 33
#   tier: 1
#   certainty: V2
#   effect: deny
#   absence: null
#   inferred: >-
#     Obtained under the Wpg or Wjsg is what police, marechaussee or prosecution service are the origin of, and what is
#     asked on a basis of the Wpg that counts; data of boa's asked on another basis are not (scenario S10). That is a
#     fact of the data, so the claim of UAVG 33 adds nothing to it; the public partnership of lid 1 onder b is the RIEC,
#     where the regime says so. What is left for the claim is Bibob advice, which rests on such data: for the assessment
#     itself, with grounds for necessity and proportionality and with the safeguards assessed, for which the DPIA
#     stands. The municipal protocol is no public partnership. Of information that is held the origin of each part
#     counts (I).
#   title:
#     nl: Strafrechtelijke gegevens
#     en: Criminal-offence data
#   text:
#     nl: >-
#       Gegevens over strafbare feiten en verdenkingen mogen alleen worden verwerkt als de wet dat toestaat. Bijvoorbeeld
#       als politie of justitie ze volgens hun eigen wet heeft gegeven, of binnen een RIEC.
#     en: >-
#       Data about offences and suspicions may be processed only if a statute allows it. For instance if police or justice
#       gave them under their own statute, or within a RIEC.
#   remedies: [SIGNAL_TO_RIEC, OWN_RESEARCH]
package norms.uavg.uavg_01

import data.lib

findings contains {"norm": "UAVG-01", "effect": "deny", "category": category} if {
	not allowed
	not lib.names_holding
	some category, flags in lib.flags_by_category
	"CRIM" in flags
}

findings contains {"norm": "UAVG-01", "effect": "deny", "fields": names} if {
	not allowed
	not lib.names_holding
	names := sort(lib.fields_by_flag.CRIM)
}

findings contains {"norm": "UAVG-01", "effect": "deny", "fields": names} if {
	not allowed
	names := lib.asked_of(criminal_parts)
	count(names) > 0
}

# Of what is held each part tells who it came from.
criminal_parts := {name |
	some name, part in lib.asked_parts
	"CRIM" in lib.flags_of_part[name]
	not part.origin in wpg_or_wjsg
}

allowed if lib.wgs

# Bibob advice, for the assessment itself: necessary for the task, and with safeguards that are proportionate. The basis
# counts only where these were assessed (DPIA).
allowed if {
	"LB-UAVG33" in lib.bases
	lib.bibob_question
	input.inquiry.reasoned.necessity == true
	input.inquiry.reasoned.proportionality == true
}

allowed if {
	not lib.names_holding
	lib.source.origin in wpg_or_wjsg
}

wpg_or_wjsg := {"KMAR", "OM", "POL"}

# What a boa investigated are police data: obtained under the Wpg only where a route of that statute counts.
allowed if {
	not lib.names_holding
	count(lib.bases & {"LB-WPG16B", "LB-WPG18", "LB-WPG19", "LB-WPG20-1", "LB-WPG20-3"}) > 0
}
