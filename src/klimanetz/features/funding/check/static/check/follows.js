// A question that only makes sense after a yes is gone as long as that is answered with no.
// Without this script it stays, and left open it counts as a no as well.
for (const { dataset } of document.querySelectorAll("[data-presupposes]")) {
  const question = document.getElementById(dataset.question);
  const first = document.getElementById(dataset.presupposes);
  const is = (asked, answer) => asked.querySelector(`input[value="${answer}"]`).checked;

  function follow() {
    question.hidden = question.disabled = is(first, "nein");
  }

  first.addEventListener("change", follow);
  // A yes that came with the address is a contradiction, which has to be seen to be mended.
  if (!is(question, "ja")) follow();
}
