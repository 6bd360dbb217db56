# METADATA
# title: Alleen een signaal dat aan de eisen voldoet
# description: >-
#   A signal is reported only on clear objective indications from own concrete observations, about a listed form of crime,
#   where joint processing by several participants is necessary, and in this region. The assessment is registered.
# custom:
#   id: BGS-13
#   act: BGS
#   article: BGS 2.16
#   tier: 2
#   certainty: V1
#   effect: deny
#   absence: deny
#   inferred: >-
#     That the four demands hold is the claim of the reporter, who motivates each of them; whether the claim is right is
#     for the joint assessment (WGS-13). A designated form of crime is a row more in the table of forms. Exploitation and
#     illegal prostitution are listed because the table of BGS 2.15 names them beside human trafficking. Registration is
#     asked when the case leaves the assessment: a case past R1 shows that it was there. Whoever moves the case did not
#     register the assessment themselves (I).
#   title:
#     nl: Alleen een signaal dat aan de eisen voldoet
#     en: Only a signal that meets the demands
#   text:
#     nl: >-
#       Een signaal aan een RIEC berust op eigen, concrete waarnemingen. Het gaat over een vorm van criminaliteit die de
#       wet noemt, in deze regio, en het kan niet zonder meer dan één deelnemer. Zegt de melder dat niet, dan wordt het
#       signaal niet gemeld. De beoordeling van een signaal wordt geregistreerd.
#     en: >-
#       A signal to a RIEC rests on own concrete observations. It is about a form of crime that the law lists, in this
#       region, and cannot do without more than one participant. If the reporter does not say so, it is not reported. The
#       assessment of a signal is registered.
#   remedies: [SUBSTANTIATE_SIGNAL, REGISTER_ASSESSMENT, OWN_POWER]
package norms.bgs.bgs_13

import data.lib

deny := {"norm": "BGS-13", "effect": "deny"}

acts contains deny if {
	input.act.kind == "open"
	input.act.regime == "WGS"
	not meets(input.act.signal, input.act.crimeForm)
}

acts contains deny if {
	lib.riec_move == ["R1", "R2"]
	not ["REGISTERED", null] in lib.upheld
}

# What is not reported as it should be carries no question either; a question without a case is a matter of WGS-24.
findings contains deny if {
	lib.wgs
	lib.state
	not meets(input.case.signal, input.case.crimeForm)
}

# Asked positively: no signal, or no form of crime, meets nothing.
meets(signal, form) if {
	signal.objective == true
	signal.necessary == true
	signal.several == true
	signal.region == true
	data.facts.crime_forms[form]
}
