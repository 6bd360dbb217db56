# METADATA
# title: Eerst samen beoordelen, dan verzamelen
# description: >-
#   Before joint collection the participants judge whether the signal fits the purpose and weigh type, number and size,
#   weight and earlier interventions, and how many report alike.
# custom:
#   id: WGS-13
#   act: WGS
#   article: WGS 2.23 lid 1 tot en met 4
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: deny
#   inferred: >-
#     The joint assessment is recorded once for the case, by a representative of a participant who does not move the case
#     themselves; it may be recorded anew as long as data are collected. The activity and the form of crime are part of
#     what was assessed: once it was, the law knows no other way to change them than a new signal (I).
#   title:
#     nl: Eerst samen beoordelen, dan verzamelen
#     en: First assess together, then collect
#   text:
#     nl: >-
#       De deelnemers beoordelen eerst samen of het signaal past bij het doel van het RIEC, en hoe zwaar het weegt. Die
#       beoordeling is er niet of is niet positief, dus er wordt niets verzameld. Na de beoordeling blijven de activiteit
#       en de vorm van criminaliteit zoals zij zijn.
#     en: >-
#       The participants first assess together whether the signal fits the purpose of the RIEC, and how much it weighs.
#       That assessment is absent or not positive, so nothing is collected. After it the activity and the form of crime
#       stay as they are.
#   remedies: [ASSESS_TOGETHER]
package norms.wgs.wgs_13

import data.lib

findings contains {"norm": "WGS-13", "effect": "deny"} if {
	lib.wgs
	not before_collection
	not assessed
}

# A case does not leave the assessment without it.
acts contains {"norm": "WGS-13", "effect": "deny"} if {
	lib.riec_move == ["R1", "R2"]
	not assessed
}

# What was assessed stays what it is: another activity or form of crime is another signal.
acts contains {"norm": "WGS-13", "effect": "deny"} if {
	lib.riec_amendment & {"activity", "crimeForm"} != set()
	once_assessed
}

once_assessed if not before_inquiry

before_inquiry if input.case.state in {"R0", "R1"}

once_assessed if {
	some attestation in input.attestations
	attestation.type == "ASSESSMENT"
}

assessed if ["ASSESSMENT", null] in lib.upheld

# Asked positively: a question without a case on this track collects too. Before R2 nothing may be asked anyway.
before_collection if lib.state in {"R0", "R1"}
