; Removes the app's own entries in this user's registry: start with the computer, links to customers.
; An update also runs the uninstaller and keeps them. The data folder stays (README, "Packaging").
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "it.archibald.agent"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "it.archibald.agent"
    DeleteRegKey HKCU "Software\Classes\archibald-agent"
  ${endIf}
!macroend
