; What the app itself has written into this user's registry goes with it: start with the computer, links to customers.
; An update uninstalls the older version too, and leaves both. The data folder stays (README, "Packaging").
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "it.archibald.agent"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "it.archibald.agent"
    DeleteRegKey HKCU "Software\Classes\archibald-agent"
  ${endIf}
!macroend
