package lib_test

import data.fixtures
import data.lib

received(task, organ, department) := fixtures.inquiry({"inquiry": {
	"task": task,
	"recipient": {"organ": organ, "department": department},
}})

test_the_organ_that_receives_holds_the_task if {
	lib.recipient_holds_task with input as received("Opiumwet:13b", "BGM", "ONDM")
	lib.recipient_holds_task with input as received("PW:7", "COL", "ONDM")
}

# A department works for more than one organ: receiving for one of them is not receiving for another.
test_another_organ_of_its_department_does_not if {
	not lib.recipient_holds_task with input as received("Opiumwet:13b", "COL", "ONDM")
	not lib.recipient_holds_task with input as received("PW:7", "BGM", "ONDM")
}

test_neither_does_an_organ_for_which_the_department_does_not_work if {
	not lib.recipient_holds_task with input as received("Opiumwet:13b", "BGM", "BEL")
	not lib.recipient_holds_task with input as received("Opiumwet:13b", "BGM", null)
	not lib.recipient_holds_task with input as received("Politiewet:3", "POL", "ONDM")
}
