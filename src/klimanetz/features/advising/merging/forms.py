"""Which of two cases stays, and both as they were when somebody looked at them."""

from django import forms


class MergeForm(forms.Form):
    stays = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    other_version = forms.IntegerField(widget=forms.HiddenInput)
