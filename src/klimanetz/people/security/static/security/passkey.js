// Connects the button of the page with allauth's script, and says on the page what that would only
// write into the console.
document.addEventListener("DOMContentLoaded", () => {
  const forms = window.allauth.webauthn.forms;
  const fields = { credential: "id_credential", data: "passkey-options" };
  if (document.getElementById("passkey-add")) {
    forms.addForm({ ids: { add: "passkey-add", ...fields } });
  }
  if (document.getElementById("passkey-use")) {
    forms.authenticateForm({ ids: { authenticate: "passkey-use", ...fields } });
  }
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-problem").hidden = false;
});
